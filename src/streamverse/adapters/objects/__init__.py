"""Objects on a folder or an S3-compatible store, chosen by `OBJECT_STORE_URL`."""

from streamverse.adapters.objects.folder import FolderObjects
from streamverse.adapters.objects.opening import WrongStoreUrl, open_objects
from streamverse.adapters.objects.s3 import S3Objects

__all__ = ["FolderObjects", "S3Objects", "WrongStoreUrl", "open_objects"]
