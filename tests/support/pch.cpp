// Compiled once per precompiled header; there is nothing to say here.
