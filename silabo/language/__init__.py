"""Spanish, English and French: stems, sentences, quantities, detection and wording. No I/O."""
