"""What is built from lookbooks, and how it is searched: manifest, tables, vectors."""
