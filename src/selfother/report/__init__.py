"""Pages of blocks, drawn as HTML and Markdown; knows no section. Import its parts from their files."""
