"""The settings of channels: how many, how long handles and invitations are kept."""

from pydantic import Field
from pydantic_settings import BaseSettings


class ChannelSettings(BaseSettings):
    """The part of the settings that is about creators' channels."""

    channels_per_account: int = Field(
        default=10,
        ge=1,
        le=1000,
        validation_alias="STREAMVERSE_CHANNELS_PER_ACCOUNT",
        description="how many channels an account may own",
    )
    channel_handle_days: int = Field(
        default=90,
        ge=0,
        validation_alias="STREAMVERSE_CHANNEL_HANDLE_DAYS",
        description="how long a channel's old handle leads to its new one",
    )
    channel_invitation_days: int = Field(
        default=14,
        ge=1,
        le=365,
        validation_alias="STREAMVERSE_CHANNEL_INVITATION_DAYS",
        description="how long an invitation to a channel can be accepted",
    )
