"""Why this plan: records of facts and the German sentences made from them."""
