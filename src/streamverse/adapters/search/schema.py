"""The fields of a shelf, as Tantivy keeps them. Words come analysed: blanks alone divide them."""

from typing import Any

import tantivy

from streamverse.domains.search.public import Document, fields

DATA = "data"


def build_schema() -> tantivy.Schema:
    """Return the schema that both shelves share."""
    schema = tantivy.SchemaBuilder()
    for name in fields.WORD_FIELDS:
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in fields.BAG_FIELDS:
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in fields.SIGN_FIELDS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in fields.FACET_FIELDS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in fields.NUMBER_FIELDS:
        schema.add_integer_field(name, fast=True)
    for name in fields.FLOAT_FIELDS:
        schema.add_float_field(name, fast=True)
    schema.add_bytes_field(DATA, stored=True)
    return schema.build()


def tantivy_document(document: Document, data: bytes, schema: tantivy.Schema) -> tantivy.Document:
    """Return a document as Tantivy takes it."""
    filled: dict[str, Any] = {name: value for name, value in document.fields.items() if value != ""}
    filled[DATA] = data
    return tantivy.Document.from_dict(filled, schema)  # pyright: ignore[reportUnknownMemberType] - a bare dict
