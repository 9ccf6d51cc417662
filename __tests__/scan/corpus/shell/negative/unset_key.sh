#!/bin/sh
unset AZURE_OPENAI_API_KEY
python app.py
