"""What a person is answered privately: answers to commands, forms, refusals, and help."""
