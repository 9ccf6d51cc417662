import os

os.environ.pop("AZURE_OPENAI_API_KEY", None)
if "AZURE_OPENAI_API_KEY" in os.environ:
    raise SystemExit("unset AZURE_OPENAI_API_KEY")
