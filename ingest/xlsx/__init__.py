"""Excel workbooks (.xlsx): the cells that are shown, as they are shown."""
