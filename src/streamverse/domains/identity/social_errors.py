"""Why social sign-in refuses; the site's pages find the words for each `code`.

Unavailable 503 ProviderUnavailable
Forbidden 403
├── ProviderAnswerRefused   the provider's answer proves nothing to us
├── SocialStateInvalid      not begun by this browser, answered before, or too late
├── SocialDeclined          the person, or the provider, said no
├── SocialEmailMissing      the provider tells no email to make an account with
├── SocialAccountClosed     the account is being deleted
└── SocialLinkNeedsSignIn   the email has an account: sign in to it first, then link
Conflict 409
├── SocialIdentityTaken     belongs to another account already
├── SocialAlreadyLinked     the account has another identity of this provider
└── LastWayIn               without it nobody could sign in any more
NotFound 404 NoSuchProvider · NoSuchSocialIdentity
"""

from streamverse.kit.errors import Conflict, Forbidden, NotFound, Unavailable


class ProviderUnavailable(Unavailable):
    """The provider doesn't answer, or not in its own protocol."""

    code = "provider_unavailable"
    title = "The sign-in service does not answer"


class ProviderAnswerRefused(Forbidden):
    """The provider's answer proves nothing to us: a wrong signature, nonce, audience, issuer."""

    code = "provider_answer_refused"
    title = "The sign-in service's answer could not be trusted"


class SocialStateInvalid(Forbidden):
    """Not begun by this browser, answered before, or too late."""

    code = "social_state_invalid"
    title = "Begin this sign-in again"


class SocialDeclined(Forbidden):
    """The person, or the provider, said no."""

    code = "social_declined"
    title = "The sign-in was cancelled"


class SocialEmailMissing(Forbidden):
    """The provider tells no email to make an account with."""

    code = "social_email_missing"
    title = "The sign-in service did not share an email address"


class SocialAccountClosed(Forbidden):
    """The account is being deleted; the mail about it has a way back."""

    code = "social_account_closed"
    title = "This account is being deleted"


class SocialLinkNeedsSignIn(Forbidden):
    """The email has an account here: sign in to it, then link in the settings."""

    code = "social_link_needs_sign_in"
    title = "Sign in with your password first, then link this service in your account"


class SocialIdentityTaken(Conflict):
    """Belongs to another account already."""

    code = "social_identity_taken"
    title = "This identity is linked to another account"


class SocialAlreadyLinked(Conflict):
    """The account has another identity of this provider."""

    code = "social_already_linked"
    title = "Another identity of this service is linked already"


class LastWayIn(Conflict):
    """Without it nobody could sign in any more."""

    code = "last_way_in"
    title = "Set a password or add a passkey first"


class NoSuchProvider(NotFound):
    """Not offered here."""

    code = "no_such_provider"
    title = "This sign-in service is not offered here"


class NoSuchSocialIdentity(NotFound):
    """Not linked to this account."""

    code = "no_such_social_identity"
    title = "This service is not linked"
