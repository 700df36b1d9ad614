"""What goes over the wire: pydantic models, by page. TypeScript's types are generated from them."""
