"""PowerPoint presentations (.pptx): what is painted on each slide, in the order of reading."""
