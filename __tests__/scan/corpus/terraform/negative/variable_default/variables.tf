variable "name" {}

variable "local_auth" {
  type    = bool
  default = false
}
