"""What a page says of itself is text, whatever somebody called their title."""

import json
import re

from streamverse.domains.catalog.public import PageFacts
from streamverse.entrypoints.pages import head_tags

HOSTILE = '</script><script>alert("x")</script>"><img src=x onerror=y> & \u2028'


class TestHeadTags:
    def test_never_become_markup(self) -> None:
        facts = PageFacts(
            name=HOSTILE,
            description=HOSTILE,
            image_url="/images/a.jpg",
            json_ld={"@type": "Movie", "name": HOSTILE},
        )
        head = head_tags(facts, "http://localhost/title/x", is_private=False)
        assert "<img" not in head
        assert "<script>alert" not in head
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", head, re.DOTALL)
        assert len(scripts) == 1
        assert json.loads(scripts[0])["name"] == HOSTILE
