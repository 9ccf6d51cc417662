#!/bin/sh
if [ -n "$AZURE_OPENAI_API_KEY" ]; then
  echo "remove AZURE_OPENAI_API_KEY" >&2
  exit 1
fi
