"""Ease or honour: does the assistant soothe an emotion away, or does it take what the emotion is telling?"""
