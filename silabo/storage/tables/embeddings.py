"""What an embedding model made of texts, kept so that no text is asked for twice."""

from peewee import BigIntegerField, BlobField, CharField

from silabo.storage.tables.base import DIGEST, Table


class Embedding(Table):
    """A vector, by the digests of its model and of its text. The text is not here."""

    model = CharField(DIGEST)
    digest = CharField(DIGEST)
    vector = BlobField()  # 16-bit floats, little-endian
    used_at = BigIntegerField(index=True)  # to the day

    class Meta:
        """One vector a model and text."""

        indexes = ((("model", "digest"), True),)
