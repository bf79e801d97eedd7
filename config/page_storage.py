"""An S3-compatible storage, asked in a worker's way: soon done or soon given up."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage


class PageStorage(S3Storage):  # type: ignore[misc]
    """Small objects under names that never change their content."""

    def __init__(self, **options: Any) -> None:
        style = options.pop("addressing_style", "auto")
        super().__init__(
            **options,
            file_overwrite=True,
            # A thread pool for each page would cost more than the page.
            transfer_config=TransferConfig(use_threads=False),
            client_config=Config(
                s3={"addressing_style": style},
                signature_version="s3v4",
                connect_timeout=5,
                read_timeout=20,
                retries={"mode": "standard", "total_max_attempts": 3},
                max_pool_connections=10,
                # Not every S3-compatible server knows them, and we compare hashes ourselves.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
