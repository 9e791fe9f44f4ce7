"""What an editor's list of titles says beside their cards."""

from datetime import datetime

from pydantic import BaseModel, Field


class DeskBody(BaseModel):
    """A title's place on somebody's desk."""

    version: int
    updated_at: datetime
    publish_at: datetime | None
    expire_at: datetime | None
    is_flagged: bool = Field(description="somebody wants it looked at")
    completeness: int = Field(ge=0, le=100, description="percent of what there should be")
