module "account" {
  source     = "./account"
  name       = "contoso"
  local_auth = true # finds: iac-keys-disabled
}
