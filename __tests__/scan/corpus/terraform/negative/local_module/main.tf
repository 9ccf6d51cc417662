module "account" {
  source     = "./account"
  name       = "contoso"
  local_auth = false
}
