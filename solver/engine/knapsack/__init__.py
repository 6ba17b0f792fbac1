"""Bounds by knapsacks for models in which everybody fills a bag of her own."""
