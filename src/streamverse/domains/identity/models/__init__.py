"""The tables of identity, by topic."""

from streamverse.domains.identity.models.accounts import (
    AccountRoleRow,
    AccountRow,
    CredentialRow,
    CustomRoleRow,
    InvitationRow,
    LinkRow,
)
from streamverse.domains.identity.models.factors import (
    ApiTokenRow,
    PasskeyRow,
    RecoveryCodeRow,
    SecondFactorTicketRow,
    SecondFactorTriesRow,
    SocialIdentityRow,
    TotpRow,
)
from streamverse.domains.identity.models.privacy import (
    ConsentRow,
    ErasureAnswerRow,
    ErasureRow,
    ExportAnswerRow,
    ExportRow,
)
from streamverse.domains.identity.models.profiles import ProfileRow
from streamverse.domains.identity.models.sign_ins import (
    AuditRow,
    DeviceCodeRow,
    DeviceRow,
    RefreshFamilyRow,
    RefreshTokenRow,
    SignInFailuresRow,
)

__all__ = [
    "AccountRoleRow",
    "AccountRow",
    "ApiTokenRow",
    "AuditRow",
    "ConsentRow",
    "CredentialRow",
    "CustomRoleRow",
    "DeviceCodeRow",
    "DeviceRow",
    "ErasureAnswerRow",
    "ErasureRow",
    "ExportAnswerRow",
    "ExportRow",
    "InvitationRow",
    "LinkRow",
    "PasskeyRow",
    "ProfileRow",
    "RecoveryCodeRow",
    "RefreshFamilyRow",
    "RefreshTokenRow",
    "SecondFactorTicketRow",
    "SecondFactorTriesRow",
    "SignInFailuresRow",
    "SocialIdentityRow",
    "TotpRow",
]
