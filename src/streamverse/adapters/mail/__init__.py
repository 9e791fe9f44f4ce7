"""The road mail takes: a mail server with `SMTP_URL`, else a folder of the data folder.

Many processes without a mail server share no folder: then there is no road, and mail says so.
"""

from streamverse.adapters.mail.folder import FolderRoad
from streamverse.adapters.mail.nowhere import NoRoad
from streamverse.adapters.mail.smtp import SmtpRoad
from streamverse.domains.notifications.ports import MailRoad
from streamverse.kit.settings import Settings

__all__ = ["FolderRoad", "NoRoad", "SmtpRoad", "open_mail"]

FOLDER = "mail"


def open_mail(settings: Settings) -> MailRoad:
    """Choose the road that the settings name. Nothing is connected before a mail leaves."""
    if settings.smtp is not None:
        return SmtpRoad(settings.smtp, settings.site_url)
    if settings.is_embedded:
        return FolderRoad(settings.data.absolute() / FOLDER)
    return NoRoad()
