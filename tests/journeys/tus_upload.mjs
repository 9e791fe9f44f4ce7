// Uploads a file with tus-js-client as it is, breaks off in the middle, and goes on.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [clients, endpoint, token, file, title] = process.argv.slice(2);
const tus = createRequire(`${clients}/`)("tus-js-client");
const data = readFileSync(file);
const headers = { Authorization: `Bearer ${token}` };
const metadata = { filename: file.split("/").at(-1), title };
const chunkSize = Math.ceil(data.length / 4);

function send(options) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(data, {
      endpoint,
      headers,
      metadata,
      chunkSize,
      retryDelays: [0, 200, 1000],
      onError: reject,
      onSuccess: () => resolve({ url: upload.url, resumedFrom: options.resumedFrom ?? null }),
      ...options.callbacks?.(resolve, () => upload),
      ...(options.uploadUrl ? { uploadUrl: options.uploadUrl } : {}),
    });
    upload.start();
  });
}

const cut = await send({
  callbacks: (resolve, upload) => ({
    onChunkComplete: (_size, accepted) => {
      if (accepted >= chunkSize) {
        upload().abort().then(() => resolve({ url: upload().url, accepted }));
      }
    },
  }),
});
let firstOffset = null;
const whole = await send({
  uploadUrl: cut.url,
  callbacks: () => ({
    onProgress: (sent) => {
      firstOffset ??= sent;
    },
  }),
});
console.log(JSON.stringify({ url: whole.url, accepted: cut.accepted, firstOffset }));
