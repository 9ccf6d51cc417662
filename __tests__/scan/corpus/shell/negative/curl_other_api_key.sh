#!/bin/sh
# our azure blue service
curl -H "api-key: $DEPENDENCY_TRACK_KEY" https://track.contoso.example/api/v1/bom
