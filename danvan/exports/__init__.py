"""Files that leave the program: the workbook a ward fills in, and the one it gets back with its mistakes marked."""
