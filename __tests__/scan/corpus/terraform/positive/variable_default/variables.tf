variable "local_auth" {
  type    = bool
  default = true
}
