# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Files for the tests of this room, written by the libraries that others write theirs with."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.model import Form, Found, Observation
from rightscheck.observe.seeing import see
from rightscheck.statements.readers import read_all
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.model import Headers, Reading, Settlement
    from rightscheck.resources import RuleData

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:cc="http://creativecommons.org/ns#" xmlns:tdm="http://www.w3.org/ns/tdmrep/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">%s</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.fixture(scope="session")
def packet() -> Callable[[str], bytes]:
    """An XMP packet around these properties."""
    return lambda inner: (PACKET % inner).encode()


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    """A small picture in a format of Pillow, with what Pillow can put beside it."""
    image = pytest.importorskip("PIL.Image", reason="Pillow writes the pictures of this test")

    def make(form: str, **beside: Any) -> bytes:  # noqa: ANN401  # whatever Pillow's writer takes
        out = io.BytesIO()
        image.new("RGB", (8, 8), "teal").save(out, form, **beside)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def exif() -> Callable[[Mapping[int, str]], bytes]:
    """An EXIF block with these tags of its first directory."""
    image = pytest.importorskip("PIL.Image", reason="Pillow writes the EXIF of this test")

    def make(tags: Mapping[int, str]) -> bytes:
        block = image.Exif()
        for tag, value in tags.items():
            block[tag] = value
        written: bytes = block.tobytes()
        return written

    return make


@pytest.fixture(scope="session")
def book() -> Callable[..., bytes]:
    """An EPUB whose package holds this metadata."""

    def make(metadata: str, *, attributes: str = 'version="3.0"') -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            archive.writestr(
                "META-INF/container.xml",
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
                '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
                "</rootfiles></container>",
            )
            archive.writestr(
                "OPS/book.opf",
                f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" {attributes}>'
                '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"{metadata}</metadata></package>",
            )
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def document() -> Callable[..., bytes]:
    """A PDF of one page with this XMP packet and information."""
    pikepdf = pytest.importorskip("pikepdf", reason="the extra 'assets' is not installed")

    def make(packet: bytes | None = None, info: Mapping[str, str] | None = None, **saving: Any) -> bytes:  # noqa: ANN401  # whatever qpdf's writer takes
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            if packet is not None:
                stream = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
                pdf.Root.Metadata = pdf.make_indirect(stream)
            for key, value in (info or {}).items():
                pdf.docinfo[f"/{key}"] = value
            pdf.save(out, **saving)
        return out.getvalue()

    return make


def _certificate(name: str, issuer: tuple[Any, Any] | None) -> tuple[Any, Any]:
    x509 = pytest.importorskip("cryptography.x509", reason="cryptography signs the pictures of this test")
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  # guarded by the line above
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # as above

    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Quay Pictures"),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, name),
        ]
    )
    subject, signer = (issuer[0].subject, issuer[1]) if issuer else (own, key)
    now = dt.datetime.now(dt.UTC)
    root = issuer is None
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=root, crl_sign=root, decipher_only=False, **usage),
            critical=True,
        )
    )
    if not root:
        mail = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(mail, critical=False)
    return builder.sign(signer, hashes.SHA256()), key


@pytest.fixture(scope="session")
def signed(picture: Callable[..., bytes]) -> Callable[..., bytes]:
    """A picture with a C2PA manifest that holds these assertions, signed; ``parent`` becomes its ingredient."""
    c2pa = pytest.importorskip("c2pa", reason="the extra 'assets' is not installed")
    serialization = pytest.importorskip(
        "cryptography.hazmat.primitives.serialization", reason="cryptography signs the pictures of this test"
    )
    root = _certificate("root", None)
    leaf = _certificate("leaf", root)
    encoding = serialization.Encoding.PEM
    chain = leaf[0].public_bytes(encoding) + root[0].public_bytes(encoding)
    key = leaf[1].private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    created = {
        "action": "c2pa.created",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }

    def make(assertions: Mapping[str, Any], form: str = "JPEG", parent: bytes | None = None) -> bytes:
        mime = f"image/{form.lower()}"
        first = {"action": "c2pa.opened"} if parent else created
        held = [{"label": label, "data": data} for label, data in assertions.items()]
        claim = {
            "claim_generator_info": [{"name": "tests", "version": "1"}],
            "title": "quay.jpg",
            "format": mime,
            "assertions": [*([] if parent else [{"label": "c2pa.actions", "data": {"actions": [first]}}]), *held],
        }
        info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=None)
        out = io.BytesIO()
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(claim) as builder:
            if parent:
                builder.add_ingredient(
                    {"title": "older.jpg", "relationship": "parentOf"}, "image/jpeg", io.BytesIO(parent)
                )
                builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
            builder.sign(signer, mime, io.BytesIO(parent or picture(form)), out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def said(rules: RuleData) -> Callable[..., Settlement]:
    """What a file says of itself, all readers together, on a day."""

    def settled(body: bytes, as_of: str = "2026-10-05", headers: Headers = ()) -> Settlement:
        observation = Observation(
            url="https://quay.example/files/quay", headers=headers, form=Form.FILE, body=Found(body=body)
        )
        seen = replace(see(observation, rules), as_of=as_of)
        return settle(read_all(seen, rules), rules, Form.FILE)

    return settled


@pytest.fixture(scope="session")
def reading(rules: RuleData) -> Callable[[bytes], Reading]:
    """What all readers found in a file."""

    def read(body: bytes) -> Reading:
        return read_all(see(Observation(form=Form.FILE, body=Found(body=body)), rules), rules)

    return read
