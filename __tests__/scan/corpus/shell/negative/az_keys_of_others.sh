#!/bin/sh
# azure storage and search keys
az storage account keys list --account-name contoso
az search admin-key show --service-name contoso -g ai
