"""The letters as they are written; `build_letters` makes the Word templates from them."""
