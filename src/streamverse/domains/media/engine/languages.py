"""Language tags of containers (ISO 639-2) as players want them (BCP 47)."""

_SHORT = (
    "alb:sq ara:ar arm:hy asm:as aze:az baq:eu bel:be ben:bn bod:bo tib:bo bos:bs bul:bg bur:my "
    "cat:ca ces:cs cze:cs chi:zh zho:zh cym:cy wel:cy dan:da deu:de ger:de dut:nl nld:nl ell:el "
    "gre:el eng:en est:et eus:eu fas:fa per:fa fin:fi fra:fr fre:fr geo:ka kat:ka gle:ga glg:gl "
    "guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy ice:is isl:is ind:id ita:it jpn:ja kan:kn kaz:kk "
    "khm:km kor:ko lao:lo lat:la lav:lv lit:lt mac:mk mkd:mk mal:ml mar:mr may:ms msa:ms mon:mn "
    "mya:my nep:ne nno:nn nob:nb nor:no ori:or pan:pa pol:pl por:pt pus:ps ron:ro rum:ro rus:ru "
    "san:sa sin:si slk:sk slo:sk slv:sl snd:sd som:so spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta "
    "tel:te tha:th tur:tr ukr:uk urd:ur uzb:uz vie:vi zul:zu fil:fil"
)
_TABLE = {pair[:3]: pair[4:] for pair in _SHORT.split()}


def tag(said: str | None) -> str:
    """Return a BCP 47 tag for what a container says; "und" when it says nothing usable."""
    word = (said or "").strip().replace("_", "-")
    first, _, rest = word.partition("-")
    if not (2 <= len(first) <= 3 and first.isalpha() and word.replace("-", "").isalnum()):
        return "und"
    short = _TABLE.get(first.lower(), first.lower())
    return f"{short}-{rest}" if rest else short
