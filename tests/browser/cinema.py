"""Looking at the player as a viewer does: the element on screen, its clock, its picture."""

from playwright.async_api import Page
from pydantic import BaseModel

ACTIVE = "document.querySelector('video[data-active]')"


class Frame(BaseModel):
    """What the element on screen is doing. `brightness` is the mean of its pixels, 0 to 255."""

    time: float
    width: int
    height: int
    paused: bool
    audio_bytes: int
    brightness: float
    contrast: float


LOOK = f"""() => {{
  const video = {ACTIVE};
  const canvas = document.createElement('canvas');
  canvas.width = 64; canvas.height = 36;
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0, 64, 36);
  const pixels = pen.getImageData(0, 0, 64, 36).data;
  const light = [];
  for (let i = 0; i < pixels.length; i += 4) {{
    light.push((pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3);
  }}
  const mean = light.reduce((a, b) => a + b) / light.length;
  const spread = Math.sqrt(light.reduce((a, b) => a + (b - mean) ** 2, 0) / light.length);
  return {{
    time: video.currentTime, width: video.videoWidth, height: video.videoHeight,
    paused: video.paused, audio_bytes: video.webkitAudioDecodedByteCount,
    brightness: mean, contrast: spread,
  }};
}}"""


async def look(page: Page) -> Frame:
    """Return what is on screen now."""
    return Frame.model_validate(await page.evaluate(LOOK))


async def until_time(page: Page, seconds: float, within_ms: float = 45_000) -> Frame:
    """Wait until the film has played up to a time."""
    condition = f"() => {{ const v = {ACTIVE}; return v && v.currentTime >= {seconds}; }}"
    await page.wait_for_function(condition, timeout=within_ms)
    return await look(page)


async def until_playing(page: Page, within_ms: float = 45_000) -> Frame:
    """Wait until frames move and sound is decoded."""
    condition = f"""() => {{
      const v = {ACTIVE};
      return v && !v.paused && v.readyState >= 3 && v.videoWidth > 0
        && v.webkitAudioDecodedByteCount > 0;
    }}"""
    await page.wait_for_function(condition, timeout=within_ms)
    return await look(page)


async def press(page: Page, button: str) -> None:
    """Press one of the player's buttons, which hide while nobody moves."""
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 320)
    await page.get_by_role("button", name=button).click()
