"""Is an assistant a secure base: in danger, under pleas for reassurance, at a distance, in promises and plans?"""
