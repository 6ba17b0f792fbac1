"""Who someone is: passwords, sign-ins, personal tokens; hashes only are stored."""
