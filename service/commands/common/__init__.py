"""What commands share: words of click, types of arguments, exits, the installation."""
