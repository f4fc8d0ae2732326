"""What is taught: modules and curriculum editions."""
