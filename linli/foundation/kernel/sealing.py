"""Sealing of personal fields: AES-GCM for the value, HMAC for exact look-ups (reliability.md §6).

Keys are derived from `SEALING_KEYS` (the first is used to write, all are tried to read and to look
up), so a copy of the database alone tells no phone number.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


@lru_cache(maxsize=8)
def _derived(secret: str, purpose: str) -> bytes:
    return hashlib.scrypt(
        secret.encode(), salt=f"linli/{purpose}".encode(), n=2**12, r=8, p=1, dklen=32
    )


def _key_id(secret: str) -> str:
    return hashlib.sha256(b"linli/key-id" + secret.encode()).hexdigest()[:8]


def seal(text: str) -> str:
    """Return `text` encrypted, as `key-id.base64`; two calls never give the same result."""
    secret = settings.SEALING_KEYS[0]
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_derived(secret, "seal")).encrypt(nonce, text.encode(), None)
    return f"{_key_id(secret)}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str) -> str:
    """Return the text behind `sealed`; raises LookupError when its key is not configured."""
    key_id, _, body = sealed.partition(".")
    for secret in settings.SEALING_KEYS:
        if _key_id(secret) == key_id:
            raw = base64.urlsafe_b64decode(body)
            return (
                AESGCM(_derived(secret, "seal")).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()
            )
    raise LookupError(f"no sealing key with id {key_id}; add the old key to OLD_SEALING_KEYS")


def blind_index(text: str) -> str:
    """Return a keyed fingerprint of `text` (hex, 64 characters) to keep for exact look-ups."""
    return blind_indexes(text)[0]


def blind_indexes(text: str) -> list[str]:
    """Return the fingerprint of `text` under each key, the present one first: what was kept under
    an older one is still found.
    """
    return [
        hmac.new(_derived(secret, "index"), text.encode(), "sha256").hexdigest()
        for secret in settings.SEALING_KEYS
    ]
