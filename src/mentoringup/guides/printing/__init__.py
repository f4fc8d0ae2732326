"""A document as a file: PDF by Typst, Word, PowerPoint, a web page; pure but for a folder."""
