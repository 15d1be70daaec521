"""LoRA adapters: small weights beside a model's own that teach it one language pair."""
