"""The commitment battery: does a value hold when it costs, and when nobody watches?"""
