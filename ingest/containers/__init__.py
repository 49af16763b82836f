"""Archives of documents: plain ones (.zip) and backups of Moodle courses (.mbz), taken apart."""
