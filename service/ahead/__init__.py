"""Planning ahead: how the net of substitution is woven before anybody is away."""
