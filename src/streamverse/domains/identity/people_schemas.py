"""The JSON of the operators' desk: people, roles, permissions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

RoleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,39}$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class Person(BaseModel):
    """An account in a list."""

    id: UUID
    email: str
    name: str
    state: Literal["active", "suspended", "awaiting_parent"]
    roles: list[str]
    is_email_verified: bool
    created_at: datetime


class PersonDetail(Person):
    """An account as operators see it; never a secret of it."""

    state_reason: str
    language: str
    location: str
    permissions: list[str]
    has_password: bool
    second_factors: list[str]
    providers: list[str]
    devices_count: int
    profiles: list[str]
    erasure_due_at: datetime | None


class RolesChange(BaseModel):
    """All roles that an account shall have."""

    roles: list[RoleName] = Field(max_length=20)


class ReasonGiven(BaseModel):
    """Why; it stands in the audit log."""

    reason: Reason


class RoleItem(BaseModel):
    """A role: a set of permissions."""

    name: str
    description: str
    permissions: list[str]
    is_built_in: bool
    holders: int


class RoleList(BaseModel):
    """All roles, the built-in ones first."""

    items: list[RoleItem]


class RoleWish(BaseModel):
    """What a custom role allows."""

    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    permissions: list[str] = Field(max_length=50)


class PermissionItem(BaseModel):
    """One thing that not everybody may do."""

    id: str
    description: str
    is_for_operators: bool


class PermissionList(BaseModel):
    """All permissions."""

    items: list[PermissionItem]
