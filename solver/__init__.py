"""Pure planning problems, rules and engine: data in, plan out."""
