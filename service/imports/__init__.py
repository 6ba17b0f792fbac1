"""Real input: workbooks and folders of CSV."""
