"""The doctor: looks at everything that Fortnight rests on, and says what to do about what is wrong."""
