"""The stress test as a study: what is asked, what is told, and the net as a picture."""
