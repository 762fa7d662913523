"""Recipes that somebody else wrote down: pages, exports of other programs, text. One module per format."""
