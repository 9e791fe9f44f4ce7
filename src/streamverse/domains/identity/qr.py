"""QR codes as SVG: paths and colours, no scripts and no styles."""

import io

import segno

INK = "#1d1813"
PAPER = "#faf7f2"
QUIET_MODULES = 4


def qr_svg(text: str) -> str:
    """Return a QR code in our ink on our paper: it brings its own light into a dark room."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing,
        kind="svg",
        dark=INK,
        light=PAPER,
        border=QUIET_MODULES,
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawing.getvalue().decode()
