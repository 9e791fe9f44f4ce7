import type { PeopleKey } from "./keys.ts";
import type { Message } from "./message.ts";

/** साइन इन, प्रोफ़ाइल और खाता */
export const people: Record<PeopleKey, Message> = {
  "auth.signIn.title": "फिर से स्वागत है",
  "auth.signIn.lead": "जहाँ रुके थे, वहीं से देखने के लिए साइन इन करें।",
  "auth.register.title": "अपना खाता बनाएँ",
  "auth.register.lead": "हर स्क्रीन पर फ़िल्म याद रखती है कि आप कहाँ रुके थे।",
  "auth.name": "नाम",
  "auth.email": "ईमेल",
  "auth.password": "पासवर्ड",
  "auth.password.hint": "कम से कम 10 अक्षर। एक छोटा वाक्य याद रखना सबसे आसान है।",
  "auth.password.show": "पासवर्ड दिखाएँ",
  "auth.password.hide": "पासवर्ड छिपाएँ",
  "auth.signIn.action": "साइन इन",
  "auth.register.action": "खाता बनाएँ",
  "auth.signIn.none": "यहाँ नए हैं?",
  "auth.register.have": "पहले से खाता है?",
  "auth.wrong": "ईमेल और पासवर्ड मेल नहीं खाते। दोनों जाँचें, फिर कोशिश करें।",
  "auth.tooMany": "बहुत अधिक कोशिशें। एक मिनट रुकें, फिर कोशिश करें।",
  "auth.registered.title": "बस हो ही गया",
  "auth.registered.body": "अगर {email} यहाँ नया है तो खाता तैयार है: अपने चुने पासवर्ड से साइन इन करें।",
  "auth.invalid.email": "यह ईमेल पता नहीं लगता।",
  "auth.invalid.password": "कम से कम 10 अक्षर लिखें।",
  "auth.invalid.name": "बताएँ, हम आपको क्या कहें।",
  "auth.needed": "आगे बढ़ने के लिए साइन इन करें।",
};
