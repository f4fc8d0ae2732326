"""YAML files of our own kinds: values with line numbers, held against a JSON Schema."""
